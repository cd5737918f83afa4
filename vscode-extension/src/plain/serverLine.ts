// A line that the language server says on standard error, as an entry of the log.

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

const OWN = 'gene lsp: ';
const WARNING = 'warning: ';

/** What is not the server's own word comes from the JVM, which speaks only of failures. */
export function logEntry(line: string): LogEntry | undefined {
  const text = line.trimEnd();
  if (text === '') {
    return undefined;
  }
  if (!text.startsWith(OWN)) {
    return { level: 'error', text };
  }
  const said = text.slice(OWN.length);
  return said.startsWith(WARNING) ? { level: 'warn', text: said.slice(WARNING.length) } : { level: 'info', text: said };
}
