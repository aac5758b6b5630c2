/**
 * The text to print if the command line asks for text instead of the wallet; undefined starts the wallet. Runs before
 * anything else is loaded.
 */
export function answerTo(argv: readonly string[], version: string): string | undefined {
  if (argv.includes('--version')) return `${version}\n`
  return argv.includes('--help') ? help(version) : undefined
}

const help = (version: string) => `IMP Wallet ${version}

imp-wallet [options] [link]

  --hidden      start in the background, without a window
  --version     print the version and exit
  --help        print this help and exit

A link is lightning:… or bitcoin:…?lightning=…, as a browser passes it on. It shows the
invoice in the running wallet, or starts the wallet. It never pays by itself.

Environment variables
  IMP_WALLET_DATA_DIR   the folder for settings, records and logs
  IMP_WALLET_NODE       the address of the node to use, for example 127.0.0.1:8881
`
