// A part of the library: declares its entries once, and runs them by number.
package gene.vm;

/**
 * One switch over small numbers instead of a lambda for each entry: five hundred lambdas cost more at start-up than the rest
 * of the library.
 */
public interface NativeModule {
  void declare(Declarations to);

  /**
   * Runs the entry that was declared with this number.
   *
   * @return the boxed value; or `a.ret(…)`, which avoids boxing; or a {@link CallRequest} when Gene code has to run first
   */
  Object call(int id, Args a);
}
