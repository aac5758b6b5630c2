/**
 * Replaces the JSON schema validator of electron-store. The validator is used only for stores with a schema, and ours
 * have none: valibot parses what is read. Loading the validator took as long as the rest of the main process.
 */
export function Ajv2020(): never {
  throw new Error('no store of this program has a JSON schema')
}
export default {}
