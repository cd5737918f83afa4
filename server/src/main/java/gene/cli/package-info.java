/**
 * The `gene` command: one class per command, and the reports that people see.
 *
 * <p>Only {@link gene.cli.Main} knows the process: its streams, environment, folder and exit. {@link gene.cli.Cli} runs a
 * command with those of somebody else, any number of times in one JVM. Nothing here is part of the language: commands ask
 * reader, analysis, compiler and VM, and show what those say.
 */
package gene.cli;
