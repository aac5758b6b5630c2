// The least a utility process can be. The floor of the node's memory.
process.parentPort.on('message', () => undefined)
process.parentPort.postMessage({ event: 'ready' })
