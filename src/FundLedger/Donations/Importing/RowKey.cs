using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>What a row is recognised by in another file: 16 bytes of an HMAC under the ledger's secret, so that it names nobody.</summary>
/// <param name="IsSure">Made from a bank reference or a running balance: an equal key is the same gift. Otherwise the rows only look alike.</param>
internal readonly record struct RowKey(Guid Value, bool IsSure)
{
    internal static RowKey Of(ListRow.Gift gift, byte[] secret)
    {
        var plain = $"{gift.Date.ToIso()}|{gift.Amount}|";
        if (gift.Reference.Length > 0) return new(Hash(secret, $"reference|{plain}{gift.Reference}"), IsSure: true);
        if (gift.Balance is { } balance) return new(Hash(secret, $"balance|{plain}{balance.MinorUnits.ToString(CultureInfo.InvariantCulture)}"), IsSure: true);
        return new(Hash(secret, $"alike|{plain}{gift.Donor}|{gift.Note}"), IsSure: false);
    }

    internal byte[] ToBytes() => Value.ToByteArray(bigEndian: true);

    private static Guid Hash(byte[] secret, string content)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(content), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
