/* Preloaded into a program, makes every file below $STALLING wait as long as $STALLED is there: a network drive whose
   server is gone. Built and used by test_stalled_drive.py. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void wait_for(const char *path) {
    const char *below = getenv("STALLING"), *flag = getenv("STALLED");
    if (!path || !below || !flag || strncmp(path, below, strlen(below)) != 0) return;
    while (syscall(SYS_faccessat, AT_FDCWD, flag, F_OK) == 0) usleep(10000);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define OPEN(name)                                          \
    int name(const char *path, int flags, ...) {            \
        va_list rest;                                       \
        va_start(rest, flags);                              \
        mode_t mode = va_arg(rest, mode_t);                 \
        va_end(rest);                                       \
        wait_for(path);                                     \
        return REAL(name)(path, flags, mode);               \
    }
#define OPENAT(name)                                        \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest;                                       \
        va_start(rest, flags);                              \
        mode_t mode = va_arg(rest, mode_t);                 \
        va_end(rest);                                       \
        wait_for(path);                                     \
        return REAL(name)(folder, path, flags, mode);       \
    }
#define ONE(type, name, parameters, arguments)              \
    type name parameters {                                  \
        wait_for(path);                                     \
        return REAL(name) arguments;                        \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
ONE(int, stat, (const char *path, struct stat *found), (path, found))
ONE(int, lstat, (const char *path, struct stat *found), (path, found))
ONE(int, stat64, (const char *path, struct stat64 *found), (path, found))
ONE(int, lstat64, (const char *path, struct stat64 *found), (path, found))
ONE(int, fstatat, (int folder, const char *path, struct stat *found, int flags), (folder, path, found, flags))
ONE(int, fstatat64, (int folder, const char *path, struct stat64 *found, int flags), (folder, path, found, flags))
ONE(int, statx, (int folder, const char *path, int flags, unsigned mask, struct statx *found),
    (folder, path, flags, mask, found))
ONE(int, access, (const char *path, int mode), (path, mode))
ONE(int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
ONE(ssize_t, readlink, (const char *path, char *found, size_t size), (path, found, size))
ONE(ssize_t, readlinkat, (int folder, const char *path, char *found, size_t size), (folder, path, found, size))
ONE(DIR *, opendir, (const char *path), (path))
ONE(int, unlink, (const char *path), (path))
ONE(int, rename, (const char *path, const char *target), (path, target))
ONE(int, mkdir, (const char *path, mode_t mode), (path, mode))
