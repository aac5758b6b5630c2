// @ts-check
import { createHash, randomUUID } from 'node:crypto'

/** @typedef {{ name: string, version: string, licence: string }} Shipped */

/**
 * The software bill of materials of a build: Electron and the packages whose modules are in the bundles. (npm's own
 * list contains the dependencies of package.json, but a bundled app ships other packages.)
 * @see https://cyclonedx.org/docs/1.5/json/
 * @param {{ version: string, electronVersion: string, packages: readonly Shipped[], time: Date }} build
 */
export function billOfMaterials({ version, electronVersion, packages, time }) {
  const electron = { name: 'electron', version: electronVersion, licence: 'MIT' }
  const components = [...new Map([electron, ...packages].map((item) => [purl(item), item])).values()]
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${randomUUID()}`,
    version: 1,
    metadata: {
      timestamp: time.toISOString(),
      component: {
        type: 'application',
        'bom-ref': 'imp-wallet',
        name: 'imp-wallet',
        version,
        licenses: [{ license: { id: 'MIT' } }]
      }
    },
    components: components.map((item) => ({
      type: item.name === 'electron' ? 'framework' : 'library',
      'bom-ref': purl(item),
      name: item.name,
      version: item.version,
      purl: purl(item),
      licenses: [{ expression: item.licence.replace(/^\((.*)\)$/u, '$1') }]
    }))
  }
}

/**
 * @see https://github.com/package-url/purl-spec
 * @param {Shipped} item
 */
const purl = ({ name, version }) => `pkg:npm/${name.replace(/^@/u, '%40')}@${version}`

/**
 * A line in the format of `sha256sum --check`.
 * @param {string} name
 * @param {Uint8Array} content
 */
export const checksumLine = (name, content) =>
  `${createHash('sha256').update(content).digest('hex')}  ${name}\n`

/**
 * Formats bytes as megabytes of a million bytes.
 * @param {number} bytes
 */
export const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`
