// A mutant only has to be noticed, so nobody waits for the smallest case. Every run tries the same cases.
const fc = require('fast-check');

fc.configureGlobal({ endOnFailure: true, seed: 20_260_115 });
