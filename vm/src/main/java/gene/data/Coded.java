// A value that shows more of itself as code than when it is displayed: `<Interface R>` against `VkInterface`.
package gene.data;

public interface Coded {
  String code();
}
