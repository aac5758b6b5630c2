import type { ExportFormat } from '../../../shared/domain/activity'

/** Writes a file piece by piece. */
export interface Writer<Column extends string> {
  readonly begin: string
  row(row: Readonly<Record<Column, string>>, first: boolean): string
  readonly end: string
}

export function writerOf<Column extends string>(
  format: ExportFormat,
  columns: readonly Column[]
): Writer<Column> {
  return format === 'csv' ? csv(columns) : json
}

/** CSV after RFC 4180. Every field is quoted, because a spreadsheet may use a semicolon or a tab as separator. */
function csv<Column extends string>(columns: readonly Column[]): Writer<Column> {
  return {
    begin: `${columns.join(',')}\r\n`,
    row: (row) => `${columns.map((column) => csvField(row[column])).join(',')}\r\n`,
    end: ''
  }
}

const json: Writer<string> = {
  begin: '[',
  row: (row, first) => `${first ? '' : ','}\n  ${JSON.stringify(row)}`,
  end: '\n]\n'
}

/**
 * Text from peers that a spreadsheet would run as a formula, also in the full width of East Asian input:
 * https://owasp.org/www-community/attacks/CSV_Injection. The second group excludes separators, so that the pattern takes
 * linear time.
 */
const FORMULA = /(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@\t\r＝＋－＠])/gu

function csvField(text: string): string {
  return `"${text.replace(FORMULA, "$1$2'").replaceAll('"', '""')}"`
}
