using System.Collections.Frozen;
using System.Text;

namespace FundLedger.People.Accounts;

/// <summary>Which passwords are accepted, after NIST SP 800-63B: long ones that nobody guesses early. There are no rules about kinds of characters.</summary>
public static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 256;

    /// <summary>The fewest letters of a name that make a password count as containing it: shorter ones are in any word.</summary>
    private const int ShortestName = 2;

    private static readonly Lazy<FrozenSet<string>> Common = new(Read);

    /// <summary>The form to hash and check: NFKC, so that it is the same from every keyboard.</summary>
    public static string Normalised(string password) => password.ToNfc().Normalize(NormalizationForm.FormKC);

    /// <summary>Why not this password, or null.</summary>
    /// <param name="own">The person's name, sign-in name and e-mail.</param>
    public static Refusal? RefusalFor(string password, params IEnumerable<string?> own)
    {
        var normal = Normalised(password);
        var length = normal.EnumerateRunes().Count();
        if (length < Shortest)
            return Refused("password-short", $"密码至少 {Shortest} 个字符，这里是 {length} 个。可用一句容易记住的话。", $"A password has at least {Shortest} characters; this one has {length}. A sentence you remember does well.");
        if (length > Longest)
            return Refused("password-long", $"密码最多 {Longest} 个字符。", $"A password has at most {Longest} characters.");

        var bare = Bare(normal);
        if (IsPattern(normal) || (bare.Length >= Shortest / 2 && IsPattern(bare)) || Common.Value.Contains(bare) || Common.Value.Contains(bare.TrimEnd("0123456789".ToCharArray())))
            return Refused("password-common", "这个密码太常见，容易被猜到。请换一个。", "This password is among the first that are guessed. Choose another.");
        if (own.SelectMany(NamesIn).Any(name => bare.Contains(name, StringComparison.Ordinal)))
            return Refused("password-own-name", "密码不能包含本人的姓名、登录名或电子邮箱。", "A password may not contain your own name, sign-in name or e-mail address.");
        return null;
    }

    /// <summary>What guessing programs look through: letters and digits alone, in small letters.</summary>
    private static string Bare(string text) => new([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    /// <summary>One short piece again and again, or steps up or down: <c>aaaaaaaaaaaa</c>, <c>abcabcabcabc</c>, <c>123456789012</c>.</summary>
    private static bool IsPattern(string text)
    {
        var letters = text.EnumerateRunes().Select(rune => rune.Value).ToList();
        for (var period = 1; period <= Math.Min(4, letters.Count / 2); period++)
            if (Enumerable.Range(period, letters.Count - period).All(i => letters[i] == letters[i - period])) return true;
        var steps = letters.Zip(letters.Skip(1), (letter, next) => next - letter).ToList();
        return steps.TrueForAll(step => step is 0 or 1 or -9) || steps.TrueForAll(step => step is 0 or -1 or 9);
    }

    private static IEnumerable<string> NamesIn(string? own)
    {
        if (own is null) yield break;
        var whole = Bare(Normalised(own));
        if (Counts(whole)) yield return whole;
        // Of an address the part before the @: half the country shares what comes behind it.
        foreach (var part in Normalised(own).Split('@')[0].Split([' ', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Select(Bare).Where(Counts)) yield return part;
    }

    // Two Chinese characters are a name; two or three Latin letters are a piece of any word.
    private static bool Counts(string name) => name.Length >= (name.All(char.IsAscii) ? 2 * ShortestName : ShortestName);

    private static FrozenSet<string> Read()
    {
        using var resource = typeof(PasswordRule).Assembly.GetManifestResourceStream("people/common-passwords.txt");
        Invariant.Holds(resource is not null);
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }

    private static Refusal Refused(string code, string zh, string en) => Refusal.Of(code, "password", zh, en);
}
