using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Voice;

/// <summary>The words that nobody can guess of a link that is handed out, or under which an answer is read. The ledger keeps only their SHA-256.</summary>
/// <param name="Text">20 characters without those that are mistaken for one another, 100 bits.</param>
public sealed record VoiceToken(string Text)
{
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz0";
    private const int Length = 20;

    public static VoiceToken New() => new(RandomNumberGenerator.GetString(Letters, Length));

    public static IReadOnlyList<VoiceToken> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => New())];

    /// <summary>Links for a program, which may have to be told again what it did not hear: the same for the same key and the same secret of the caller's own. The books alone lead to none of them.</summary>
    /// <param name="secret">That the ledger keeps only the hash of, such as the caller's access token.</param>
    public static IReadOnlyList<VoiceToken> Drawn(LedgerReader reader, string key, string secret, int count)
    {
        var seed = HMACSHA256.HashData(reader.Ledger.Secret, Encoding.UTF8.GetBytes($"survey-links\n{key}\n{secret}"));
        return [.. Enumerable.Range(0, count).Select(no => new VoiceToken(string.Concat(HMACSHA256.HashData(seed, BitConverter.GetBytes(no)).Take(Length).Select(drawn => Letters[drawn % Letters.Length]))))];
    }

    internal byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Text.Trim().ToLowerInvariant()));
}
