// Required into a Node-RED process: writes how much memory is alive, in bytes, twice a second.
const { appendFileSync } = require('node:fs');
const { setInterval } = require('node:timers');

setInterval(() => {
	global.gc();
	appendFileSync(process.env.MEMORY_LOG, `${process.memoryUsage().heapUsed}\n`);
}, 500).unref();
