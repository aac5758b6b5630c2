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
  --version     write the version and end
  --help        write this and end

A link is what a browser hands over: lightning:… or bitcoin:…?lightning=…
It opens the payment for you to look at, in the running wallet where there is one.

IMP_WALLET_DATA_DIR   the folder of settings, records and logs
IMP_WALLET_NODE       the address of a node to use, such as 127.0.0.1:8881
`
