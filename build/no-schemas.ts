/**
 * Replaces the JSON schema validator of electron-store, which creates one only for a store with a schema. Our stores
 * have none (valibot schemas check what is read), and loading the validator took as long as the rest of the main
 * process.
 */
export function Ajv2020(): never {
  throw new Error('no store of this program has a JSON schema')
}
export default {}
