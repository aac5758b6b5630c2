// Starts the wallet with a keychain that exists on every machine, so that a secret outlives a restart. It protects
// nothing: it only keeps the plain text out of the file, so that a test can check that.
const { app, safeStorage } = require('electron')
const { join } = require('node:path')

const MASK = 0x5a
const mask = (bytes) => Buffer.from(bytes.map((byte) => byte ^ MASK))

safeStorage.isEncryptionAvailable = () => process.env.IMP_TEST_KEYCHAIN !== 'locked'
safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
safeStorage.encryptString = (text) => mask(Buffer.from(text, 'utf8'))
safeStorage.decryptString = (encrypted) => mask(encrypted).toString('utf8')

const wallet = process.cwd()
app.setAppPath(wallet)
require(join(wallet, 'out', 'main', 'index.js'))
