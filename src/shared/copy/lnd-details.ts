import { LND_GRPC_PORT, type LndDetails, type LndDetailsFailure } from '../domain/pairing'
import type { UserMessage } from './user-message'

/** The form in which the connection details were given, and what the wallet found in files and texts. */
export function readAsWords({ form, fingerprint, key }: LndDetails): string {
  switch (form) {
    case 'lndconnect':
      return 'lndconnect link'
    case 'folder':
      return 'LND folder'
    case 'found':
      return 'LND on this computer'
    case 'files':
    case 'text': {
      const found = [fingerprint !== undefined && 'certificate', key !== undefined && 'key'].filter(
        (piece) => piece !== false
      )
      const where = form === 'files' ? 'Files' : 'Text'
      return found.length === 0 ? where : `${where}: ${found.join(' and ')}`
    }
  }
}

/** LND's default address, proposed if the details have none. */
export const USUAL_LND_ADDRESS = `127.0.0.1:${LND_GRPC_PORT}`

export const DETAILS_PLACEHOLDER =
  'Paste an lndconnect link here, or drop a QR image, the LND folder, or tls.cert and admin.macaroon'

/** Why the connection details could not be read. Reading them sends nothing. */
export const lndDetailsFailureMessage: Record<LndDetailsFailure, UserMessage> = {
  empty: {
    title: 'There is nothing to read',
    money: 'Nothing was sent.',
    next: 'Copy the lndconnect link on your node first, then paste it here.'
  },
  'too-large': {
    title: 'This is too large for connection details',
    money: 'Nothing was sent.',
    next: 'Give the lndconnect link, or the files tls.cert and admin.macaroon.'
  },
  'is-invoice': {
    title: 'This is an invoice, not a connection link',
    money: 'Nothing was sent. You can pay the invoice once a node is connected.',
    next: 'Connection links start with lndconnect.'
  },
  'is-payment': {
    title: 'This is for a payment, not a connection link',
    what: 'It is an address or an offer that money is sent to.',
    money: 'Nothing was sent.',
    next: 'Connection links start with lndconnect.'
  },
  'not-recognised': {
    title: 'These are not connection details',
    what: 'The wallet found no lndconnect link, certificate or key in it.',
    money: 'Nothing was sent.',
    next: 'Copy the lndconnect link on your node, or give tls.cert and admin.macaroon.'
  },
  'no-address': {
    title: 'This is not an address',
    money: 'Nothing was sent.',
    next: `Enter a host and port, for example ${USUAL_LND_ADDRESS}.`
  },
  'bad-certificate': {
    title: 'The certificate cannot be read',
    what: 'It is damaged, or only a part of it was copied.',
    money: 'Nothing was sent.',
    next: 'Copy all of it again, or give the file tls.cert.'
  },
  'bad-macaroon': {
    title: 'The key cannot be read',
    what: 'It is damaged, or only a part of it was copied.',
    money: 'Nothing was sent.',
    next: 'Copy all of it again, or give the file admin.macaroon.'
  },
  'no-macaroon': {
    title: 'The key is missing',
    what: 'The wallet found no macaroon in it.',
    money: 'Nothing was sent.',
    next: 'Add admin.macaroon, or paste it as hex.'
  },
  'unreadable-file': {
    title: 'The file cannot be read',
    money: 'Nothing was sent.',
    next: 'Your account may not be allowed to open it. Copy it to a folder of your own and choose it there.'
  },
  'nothing-in-folder': {
    title: 'This is not an LND folder',
    what: 'The wallet found neither tls.cert nor a macaroon in it.',
    money: 'Nothing was sent.',
    next: 'Choose the folder that holds LND’s tls.cert. It is often called .lnd or Lnd.'
  },
  'process-failed': {
    title: 'The part of the wallet that talks to LND did not start',
    money: 'Nothing was sent, and the wallet forgot the details you gave.',
    next: 'Try again. If it happens again, the log folder has the details.'
  }
}

/** Why no text could be read from an image. */
export const detailsImageMessage: Record<'not-an-image' | 'no-code', UserMessage> = {
  'not-an-image': {
    title: 'This file cannot be read as an image',
    money: 'Nothing was sent.',
    next: 'Use a PNG or JPEG, or paste the link.'
  },
  'no-code': {
    title: 'No QR code was found in this image',
    money: 'Nothing was sent.',
    next: 'Use a sharper or larger image, or paste the link.'
  }
}
