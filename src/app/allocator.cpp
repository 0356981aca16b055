// How the allocator (jemalloc) shares out memory: read by it before main begins.
//
// Few arenas: sixty workers take turns on some processors. What was freed goes back to the system after a second, by a
// thread of the allocator's own, so that a page of some megabytes, once compressed, does not stay in memory. That holds
// for blocks of more than 8 MiB too, which would go back at once: cairo copies the Chinese font (16 MiB) several times
// for each paper, and fresh pages for it were four fifths of the time of printing.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:4,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0,oversize_threshold:0";
}
