// Which exceptions stop the program where they are thrown: all, those that nobody catches, those of some classes.
package gene.debug;

public enum ExceptionFilter { ALL, UNCAUGHT, CLASS }
