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

    internal byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Text.Trim().ToLowerInvariant()));
}
