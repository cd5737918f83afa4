/**
 * The debugger of a VM, usable without any protocol: breakpoints, stepping, stops, looking at and changing what a stopped program
 * holds. It knows neither the Debug Adapter Protocol nor the library.
 */
package gene.debug;
