package gene.vm;
public final class Fiber { long[] words; Object[] refs; }
