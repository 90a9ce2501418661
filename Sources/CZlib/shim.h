#ifndef MOSAIC_CZLIB_SHIM_H
#define MOSAIC_CZLIB_SHIM_H

#include <zlib.h>

#endif
