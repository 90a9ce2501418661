#ifndef MOSAIC_CPOSTGRES_SHIM_H
#define MOSAIC_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
