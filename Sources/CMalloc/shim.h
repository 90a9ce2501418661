#ifndef MOSAIC_CMALLOC_SHIM_H
#define MOSAIC_CMALLOC_SHIM_H

#include <malloc.h>

#endif
