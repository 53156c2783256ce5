using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace FundLedger.Web.SigningIn;

/// <summary>Time-based one-time codes after RFC 6238, with what authenticator programs assume: HMAC-SHA-1, six digits, 30 seconds.</summary>
/// <remarks>Identity's own provider says only whether a code is right; which step it is right for must be known, so that it is good once.</remarks>
internal static class Totp
{
    private const int Seconds = 30;
    private const int StepsOff = 1; // clocks that differ by up to half a minute
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step that the code is right for, now or just before or after; null when it is wrong.</summary>
    /// <param name="key">In base 32, as authenticators take it.</param>
    internal static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var bytes = FromBase32(key);
        var step = now.ToUnixTimeSeconds() / Seconds;
        for (var near = step + StepsOff; near >= step - StepsOff; near--)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeAt(bytes, near)), System.Text.Encoding.UTF8.GetBytes(code))) return near;
        return null;
    }

    /// <summary>The code of a moment.</summary>
    internal static string CodeAt(string key, DateTimeOffset moment) => CodeAt(FromBase32(key), moment.ToUnixTimeSeconds() / Seconds);

    /// <summary>What authenticators read from a picture.</summary>
    internal static string UriOf(string key, string account, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period={Seconds}";

    private static string CodeAt(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // authenticators speak SHA-1, and an HMAC does not rest on what SHA-1 lost
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text)
        {
            bits = (bits << 5) | Letters.IndexOf(char.ToUpperInvariant(letter));
            held += 5;
            if (held < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }

        return [.. bytes];
    }
}
