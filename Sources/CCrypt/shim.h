#ifndef MOSAIC_CCRYPT_SHIM_H
#define MOSAIC_CCRYPT_SHIM_H

#include <crypt.h>

#endif
