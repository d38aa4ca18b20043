/* Stands in the program for libm, for which SQLite asks for functions of SQL that no statement of ours calls: loads
 * math.so, which brings it, when one is called after all. What is loaded later gets the real ones: these are not shown
 * to it. */
#include "cli/module.h"
#include <math.h>

#define HIDDEN __attribute__((visibility("hidden")))
#define OF_ONE(name)                                                                               \
    HIDDEN double name(double x)                                                                   \
    {                                                                                              \
        static double (*real)(double);                                                             \
        module_need("math", #name, &real);                                                         \
        return real(x);                                                                            \
    }
#define OF_TWO(name)                                                                               \
    HIDDEN double name(double x, double y)                                                         \
    {                                                                                              \
        static double (*real)(double, double);                                                     \
        module_need("math", #name, &real);                                                         \
        return real(x, y);                                                                         \
    }

OF_ONE(acos)
OF_ONE(acosh)
OF_ONE(asin)
OF_ONE(asinh)
OF_ONE(atan)
OF_ONE(atanh)
OF_ONE(ceil)
OF_ONE(cos)
OF_ONE(cosh)
OF_ONE(exp)
OF_ONE(floor)
OF_ONE(log)
OF_ONE(log10)
OF_ONE(log2)
OF_ONE(sin)
OF_ONE(sinh)
OF_ONE(sqrt)
OF_ONE(tan)
OF_ONE(tanh)
OF_ONE(trunc)
OF_TWO(atan2)
OF_TWO(fmod)
OF_TWO(pow)
