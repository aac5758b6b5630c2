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

  --hidden      start without a window, as at login
  --version     print the version and exit
  --help        print this help and exit

A link is lightning:… or bitcoin:…?lightning=…
The wallet shows its payment and asks before it pays. If the wallet is running, that window shows it.

IMP_WALLET_DATA_DIR   the folder of settings, records and logs
IMP_WALLET_NODE       the address of a node to use, such as 127.0.0.1:8881
`
