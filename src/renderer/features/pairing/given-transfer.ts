import { detailsImageMessage, lndDetailsFailureMessage } from '../../../shared/copy/lnd-details'
import type { UserMessage } from '../../../shared/copy/user-message'
import { readQr } from '../../lib/qr-read'

/** Connection details are a few kilobytes. The IPC schemas in main have the same limits. */
const MAX_FILE_BYTES = 200_000
const MAX_FILES = 20

/** The content of a paste or a drop, ready for main. */
export type GivenTransfer =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'files'
      readonly files: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]
    }
  /** The File of a folder has no content that the page can read, but main can read its path. */
  | { readonly kind: 'folder'; readonly folder: File }
  | { readonly kind: keyof typeof transferProblem }

const SEVERAL: UserMessage = {
  title: 'The wallet reads one folder, or files',
  what: 'There was more than one thing.',
  money: 'Nothing was sent.',
  next: 'Drop LND’s folder alone, or only tls.cert and admin.macaroon.'
}

/** Why a paste or a drop could not be used. */
export const transferProblem = {
  empty: lndDetailsFailureMessage.empty,
  'too-large': lndDetailsFailureMessage['too-large'],
  several: SEVERAL,
  unreadable: lndDetailsFailureMessage['unreadable-file'],
  'not-an-image': detailsImageMessage['not-an-image'],
  'no-code': detailsImageMessage['no-code']
} satisfies Record<string, UserMessage>

/** Reads a paste or a drop. Reads the transfer before the first `await`, because it is empty after the event. */
export async function readGiven(transfer: DataTransfer | null): Promise<GivenTransfer> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file')
  const folder = items.find(isFolder)?.getAsFile()
  const files = [...(transfer?.files ?? [])]
  const text = transfer?.getData('text/plain') ?? ''
  if (folder !== undefined) {
    if (items.length > 1) return { kind: 'several' }
    return folder === null ? { kind: 'unreadable' } : { kind: 'folder', folder }
  }
  if (files.length > 0) return await readFiles(files)
  return text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text }
}

/** A picture is read as a QR code; everything else goes to main as it is. */
export async function readFiles(files: readonly File[]): Promise<GivenTransfer> {
  const [first] = files
  if (first === undefined) return { kind: 'empty' }
  if (files.length === 1 && first.type.startsWith('image/')) return await readImage(first)
  if (files.length > MAX_FILES || files.some((file) => file.size > MAX_FILE_BYTES))
    return { kind: 'too-large' }
  try {
    return {
      kind: 'files',
      files: await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
      )
    }
  } catch {
    // Reading throws if the file was deleted or may not be read.
    return { kind: 'unreadable' }
  }
}

export async function readImage(picture: Blob): Promise<GivenTransfer> {
  const result = await readQr(picture)
  return result.ok ? { kind: 'text', text: result.value } : { kind: result.error.code }
}

function isFolder(item: DataTransferItem): boolean {
  return item.webkitGetAsEntry()?.isDirectory === true
}
