/* Preloaded into a workstation: notes what each write, cut, rename or removal inside one folder replaces, and what was
 * flushed, in a log that power-loss.ts reads once the process was killed. It undoes nothing by itself.
 * TECZKA_POWER_FOLDER: the folder, absolute. TECZKA_POWER_LOG: the log; removed files are kept beside it, in LOG.kept.
 * TECZKA_POWER_DEATH: the flush that never comes, counted from 1 while a file LOG.armed stands there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITTEN = 1, CUT = 2, FLUSHED = 3, CREATED = 4, REMOVED = 5, RENAMED = 6 };

/* 40 bytes, then `length` bytes: what was there, or paths that end with a zero byte. */
struct record {
  uint32_t magic, kind;
  uint64_t inode, offset, size_before, length;
};

/* Recursive: a signal handler or the loader may come in between. */
static pthread_mutex_t one_at_a_time = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static char log_path[PATH_MAX];
static size_t folder_length;
static int log_file = -1;
static int kept;
static int flushes_left;

__attribute__((constructor)) static void begin(void) {
  const char *watched = getenv("TECZKA_POWER_FOLDER");
  const char *path = getenv("TECZKA_POWER_LOG");
  if (watched == NULL || path == NULL) return;
  snprintf(folder, sizeof folder, "%s/", watched);
  snprintf(log_path, sizeof log_path, "%s", path);
  folder_length = strlen(folder);
  const char *death = getenv("TECZKA_POWER_DEATH");
  flushes_left = death == NULL ? 0 : atoi(death);
  log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int is_inside(const char *path) {
  return log_file >= 0 && strncmp(path, folder, folder_length) == 0;
}

/* The folder itself counts too: flushing it makes names durable. */
static int is_watched(int file) {
  char link[64], path[PATH_MAX];
  if (log_file < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 2);
  if (length < 0) return 0;
  path[length] = '/';
  path[length + 1] = 0;
  return is_inside(path);
}

/* One call, so that a process which is killed leaves whole records and at most one torn one at the end. */
static void note(struct record record, const void *bytes) {
  record.magic = 0x7ec2ca00;
  struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, record.length}};
  ssize_t written = syscall(SYS_writev, log_file, parts, 2);
  if (written != (ssize_t)(sizeof record + record.length)) abort();
}

/* What stands in [offset, offset + length) goes to the log. Read through a name of its own: the file may be open for
 * writing only. Closing that would drop SQLite's locks on the file, so it stays open for as long as the process lives. */
static int reader_of(int file, uint64_t inode) {
  static struct { uint64_t inode; int file; } known[256];
  static int count;
  for (int i = 0; i < count; i++) if (known[i].inode == inode) return known[i].file;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  int reader = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0);
  if (reader < 0 || count == 256) abort();
  known[count].inode = inode;
  known[count++].file = reader;
  return reader;
}

static void note_content(enum kind kind, int file, uint64_t offset, uint64_t length) {
  struct stat now;
  if (fstat(file, &now) != 0 || !S_ISREG(now.st_mode)) return;
  uint64_t size = (uint64_t)now.st_size;
  uint64_t there = offset >= size ? 0 : size - offset < length ? size - offset : length;
  char *bytes = malloc(there + 1);
  if (bytes == NULL) abort();
  if (there > 0 && pread(reader_of(file, now.st_ino), bytes, there, (off_t)offset) != (ssize_t)there) abort();
  note((struct record){.kind = kind, .inode = now.st_ino, .offset = offset, .size_before = size, .length = there}, bytes);
  free(bytes);
}

static void note_write(int file, off_t offset, size_t length) {
  struct stat now;
  if (offset < 0) {
    int flags = fcntl(file, F_GETFL);
    offset = flags & O_APPEND && fstat(file, &now) == 0 ? now.st_size : lseek(file, 0, SEEK_CUR);
  }
  note_content(WRITTEN, file, (uint64_t)offset, length);
}

#define GUARDED(type, watched, before, call) \
  if (!(watched)) return call; \
  pthread_mutex_lock(&one_at_a_time); \
  before; \
  type done = call; \
  int reason = errno; \
  pthread_mutex_unlock(&one_at_a_time); \
  errno = reason; \
  return done

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t offset) {
  REAL(pwrite64);
  GUARDED(ssize_t, is_watched(file), note_write(file, offset, length), real(file, bytes, length, offset));
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  REAL(pwrite);
  GUARDED(ssize_t, is_watched(file), note_write(file, offset, length), real(file, bytes, length, offset));
}

ssize_t write(int file, const void *bytes, size_t length) {
  REAL(write);
  GUARDED(ssize_t, is_watched(file), note_write(file, -1, length), real(file, bytes, length));
}

int ftruncate64(int file, off_t length) {
  REAL(ftruncate64);
  GUARDED(int, is_watched(file), note_content(CUT, file, (uint64_t)length, UINT64_MAX), real(file, length));
}

int ftruncate(int file, off_t length) {
  REAL(ftruncate);
  GUARDED(int, is_watched(file), note_content(CUT, file, (uint64_t)length, UINT64_MAX), real(file, length));
}

/* When most is at stake: written, and not flushed. */
static void die_if_planned(void) {
  char armed[PATH_MAX + 64];
  snprintf(armed, sizeof armed, "%s.armed", log_path);
  if (flushes_left > 0 && access(armed, F_OK) == 0 && --flushes_left == 0) kill(getpid(), SIGKILL);
}

/* Noted once it is true: who is killed in between was not told either. */
static int flush(int (*real)(int), int file) {
  struct stat now;
  if (!is_watched(file) || fstat(file, &now) != 0) return real(file);
  pthread_mutex_lock(&one_at_a_time);
  die_if_planned();
  pthread_mutex_unlock(&one_at_a_time);
  int done = real(file);
  if (done != 0) return done;
  pthread_mutex_lock(&one_at_a_time);
  note((struct record){.kind = FLUSHED, .inode = now.st_ino}, "");
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}

int fsync(int file) {
  REAL(fsync);
  return flush(real, file);
}

int fdatasync(int file) {
  REAL(fdatasync);
  return flush(real, file);
}

/* A second name for a file that is about to lose its own. `from`, `to` and that name end with a zero byte each. */
static void note_names(enum kind kind, const char *from, const char *to, const char *doomed) {
  char names[3 * PATH_MAX], keep[PATH_MAX + 64] = "";
  if (doomed != NULL && access(doomed, F_OK) == 0) {
    snprintf(keep, sizeof keep, "%s.kept/%d-%d", log_path, (int)getpid(), kept++);
    if (link(doomed, keep) != 0) abort();
  }
  int length = snprintf(names, sizeof names, "%s%c%s%c%s", from, 0, to, 0, keep);
  note((struct record){.kind = kind, .length = (uint64_t)length + 1}, names);
}

int unlink(const char *path) {
  REAL(unlink);
  int is_there = is_inside(path) && access(path, F_OK) == 0;
  GUARDED(int, is_there, note_names(REMOVED, path, "", path), real(path));
}

int rename(const char *from, const char *to) {
  REAL(rename);
  GUARDED(int, is_inside(from) && is_inside(to), note_names(RENAMED, from, to, to), real(from, to));
}

static int open_noted(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  if (!is_inside(path) || !(flags & (O_CREAT | O_TRUNC))) return real(path, flags, mode);
  pthread_mutex_lock(&one_at_a_time);
  int is_new = access(path, F_OK) != 0;
  if (is_new && flags & O_CREAT) note_names(CREATED, path, "", NULL);
  if (!is_new && flags & O_TRUNC) {
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (file >= 0) note_content(CUT, file, 0, UINT64_MAX);
  }
  int file = real(path, flags, mode);
  int reason = errno;
  pthread_mutex_unlock(&one_at_a_time);
  errno = reason;
  return file;
}

#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    return open_noted(real, path, flags, mode); \
  }
OPENING(open)
OPENING(open64)
