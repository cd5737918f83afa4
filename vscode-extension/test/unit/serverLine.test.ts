import * as assert from 'node:assert/strict';
import { it } from 'node:test';
import { logEntry } from '../../src/plain/serverLine';

it('what the server says is logged without its name, warnings as such', () => {
  assert.deepEqual(logEntry('gene lsp: the folder is read'), { level: 'info', text: 'the folder is read' });
  assert.deepEqual(logEntry('gene lsp: warning: slow\r'), { level: 'warn', text: 'slow' });
});

it('what the JVM says is an error, and empty lines are nothing', () => {
  assert.deepEqual(logEntry('Error: Unable to access jarfile /x.jar'), { level: 'error', text: 'Error: Unable to access jarfile /x.jar' });
  assert.equal(logEntry('  '), undefined);
});
