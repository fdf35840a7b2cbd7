// Node-RED 4.0 writes its log with util.log, which Node.js 23 took away. Newer releases do without.
const util = require('node:util');

util.log ??= console.log;
