// Test items as plain trees, which VS Code's collections are not.
import * as vscode from 'vscode';
import type { TestNode } from '../plain/testTree';

export function itemsOf(collection: vscode.TestItemCollection): vscode.TestItem[] {
  const all: vscode.TestItem[] = [];
  collection.forEach((item) => all.push(item));
  return all;
}

export function nodeOf(item: vscode.TestItem): TestNode {
  return { id: item.id, children: itemsOf(item.children).map(nodeOf) };
}
