/**
 * Stands in for the JSON schema validator of electron-store, which makes one only for a store that has a schema. Ours have
 * none (what is read is checked by schemas of our own), and loading it took as long as all the rest of the main process.
 */
export function Ajv2020(): never {
  throw new Error('no store of this program has a JSON schema')
}
export default {}
