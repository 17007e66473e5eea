# The one function of the gem idn-ruby that twitter-text calls, without a compiler: straight from libidn.so.12.
require "fiddle"

module IDN
  module Idna
    LIBRARY = Fiddle.dlopen("libidn.so.12")
    TO_ASCII = Fiddle::Function.new(
      LIBRARY["idna_to_ascii_8z"], [Fiddle::TYPE_VOIDP, Fiddle::TYPE_VOIDP, Fiddle::TYPE_INT], Fiddle::TYPE_INT
    )
    FREE = Fiddle::Function.new(LIBRARY["idn_free"], [Fiddle::TYPE_VOIDP], Fiddle::TYPE_VOID)

    def self.toASCII(domain)
      found = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
      problem = TO_ASCII.call("#{domain}\0", found, 0)
      raise ArgumentError, "IDNA error #{problem}" unless problem.zero?

      found.ptr.to_s.tap { FREE.call(found.ptr) }
    end
  end
end
