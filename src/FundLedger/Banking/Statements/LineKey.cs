using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Banking.Statements;

/// <summary>What a line is recognised by in another file of the same account: 16 bytes of an HMAC under the ledger's secret, so that it names nobody.</summary>
/// <remarks>Lines that are really there twice have the same key twice: they are counted.</remarks>
internal static class LineKey
{
    internal static byte[] Of(StatementLine line, byte[] secret)
    {
        var plain = $"{line.Day.ToIso()}|{line.Amount}|";
        var content = line.Balance is { } balance ? $"balance|{plain}{balance.MinorUnits.ToString(CultureInfo.InvariantCulture)}"
            : line.Reference.Length > 0 ? $"reference|{plain}{line.Reference}"
            : $"alike|{plain}{line.Counterparty}|{line.Text}";
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("bank-line|" + content), hash);
        return hash[..16].ToArray();
    }
}
