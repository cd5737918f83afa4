package gene.vm;
import gene.data.*;
public final class Vm { public Store store() { return null; } }
