import { join } from 'node:path'
import { testFolder } from '../../../support/fixtures/test-folder'
import { JsonFile } from '../../../../src/main/settings/json-file'

/** A settings file that does not exist yet, in a new folder. */
export const newFile = () => new JsonFile(join(testFolder(), 'a.json'))

/** Fails the test if a file counts as damaged. */
export const undamaged = () => {
  throw new Error('no damage expected')
}
