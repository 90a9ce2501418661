#ifndef MOSAIC_CSYSTEMD_SHIM_H
#define MOSAIC_CSYSTEMD_SHIM_H

#include <systemd/sd-daemon.h>

#endif
