# Counts texts with Mastodon's own validator and the gem twitter-text: one JSON string a line on standard input, one JSON
# array a line on standard output, [the text as the server counts it, whether it is blank]. See test_mastodon.py.
require "English"
require "json"
$LOAD_PATH.unshift(__dir__, File.join(ENV.fetch("SOCLOC_TWITTER_TEXT_RUBY"), "lib"))
require "twitter-text"

MASTODON = ENV.fetch("SOCLOC_MASTODON")

# What the files need of Rails: https://api.rubyonrails.org/classes/Object.html#method-i-blank-3F
class Object
  def blank? = respond_to?(:empty?) ? empty? : !self
  def present? = !blank?
end

class String
  def blank? = match?(/\A[[:space:]]*\z/)
end

module ActiveModel
  class Validator; end
end

class Account # the model itself needs a database
  File.foreach(File.join(MASTODON, "app/models/account.rb")) do |line|
    class_eval(line) if line.match?(/^\s*(USERNAME|MENTION)_RE\s*=/)
  end
end

load File.join(MASTODON, "config/initializers/twitter_regex.rb")
load File.join(MASTODON, "app/lib/extractor.rb")
load File.join(MASTODON, "app/validators/status_length_validator.rb")

validator = StatusLengthValidator.new
$stdin.each_line do |line|
  text = JSON.parse(line)
  puts JSON.generate([validator.send(:countable_text, text), text.blank?], ascii_only: true)
end
