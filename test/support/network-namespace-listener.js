/** Listens in the network namespace that it runs in and sends the socket to its parent, which ends it. */
const { createServer } = require('node:net');

const [, , port, address] = process.argv;
const server = createServer().listen(Number(port), address, () => process.send('listening', server));
