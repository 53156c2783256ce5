using System.Security.Cryptography;
using System.Text;

namespace FundLedger.People.Accounts;

/// <summary>A secret handed out once: the ledger keeps its SHA-256, which is enough since nobody guesses 160 bits.</summary>
public static class Secret
{
    // Without 0, 1, I, L, O and U, which people mistake for each other or for a word.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>43 characters that fit into an address or a cookie; 256 bits. To be drawn by the host, outside any operation.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>For people to type: eight groups of four, 157 bits.</summary>
    public static string NewToType() => string.Join('-', RandomNumberGenerator.GetString(Letters, 32).Chunk(4).Select(group => new string(group)));

    /// <summary>What the ledger keeps; of one to type, however its letters and dashes were typed.</summary>
    internal static byte[] KeyOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(IsTyped(secret) ? Plain(secret) : secret));

    private static bool IsTyped(string secret) => Plain(secret) is { Length: 32 } plain && plain.All(letter => Letters.Contains(letter));

    private static string Plain(string secret) => new([.. secret.Where(letter => letter != '-' && !char.IsWhiteSpace(letter)).Select(char.ToUpperInvariant)]);
}
