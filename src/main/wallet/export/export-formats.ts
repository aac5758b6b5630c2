import type { ExportFormat } from '../../../shared/domain/activity'

/** A format that is written piece by piece. */
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

/** RFC 4180. Every field of a row is quoted: a spreadsheet may take a semicolon or a tab for the separator. */
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
 * What a spreadsheet would run as a formula, although peers wrote it: https://owasp.org/www-community/attacks/CSV_Injection
 * The blanks after a separator hold no further separator, so that each character is looked at once.
 */
const FORMULA = /(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@\t\r])/gu

function csvField(text: string): string {
  return `"${text.replace(FORMULA, "$1$2'").replaceAll('"', '""')}"`
}
