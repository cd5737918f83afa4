// Finds the Java that runs Gene, and remembers it as long as the setting stays.
import * as vscode from 'vscode';
import { findJava, type JavaSearch } from './plain/javaSearch';
import { localJavaHost } from './plain/localJavaHost';

export class JavaRuntime {
  private known: { readonly setting: string; readonly search: JavaSearch } | undefined;

  /** A failure is not remembered: the next attempt finds a Java that was installed meanwhile. */
  async find(): Promise<JavaSearch> {
    const setting = vscode.workspace.getConfiguration('gene').get('java.home', '');
    if (this.known?.setting === setting) {
      return this.known.search;
    }
    const search = await findJava(localJavaHost, setting);
    this.known = 'java' in search ? { setting, search } : undefined;
    return search;
  }
}
