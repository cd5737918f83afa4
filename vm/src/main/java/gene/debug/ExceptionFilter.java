// Which exceptions stop the program where they are thrown.
package gene.debug;

public enum ExceptionFilter { ALL, UNCAUGHT }
