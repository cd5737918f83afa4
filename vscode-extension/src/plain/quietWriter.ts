// Writes messages to a process that may die at any moment: what it can no longer read is dropped, because the end itself is told elsewhere.
import type { Writable } from 'node:stream';
import { StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';

export class QuietWriter extends StreamMessageWriter {
  constructor(private readonly stream: Writable) {
    super(stream);
  }

  /** The connection reports a write that fails as an error of the editor; that a process has gone is none. */
  override async write(message: Message): Promise<void> {
    if (!this.stream.writable) {
      return;
    }
    try {
      await super.write(message);
    } catch (error) {
      if (this.stream.writable) {
        throw error;
      }
    }
  }
}
