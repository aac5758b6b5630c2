// The smallest utility process. It is the floor of the node's memory.
process.parentPort.on('message', () => undefined)
process.parentPort.postMessage({ event: 'ready' })
