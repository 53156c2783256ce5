using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Auditing.Sampling;

/// <summary>Numbers that follow from a seed and from nothing else, so that a stranger draws the same ones: <c>docs/auditing.md</c> says how.</summary>
/// <remarks>The n-th number is the first eight bytes, big-endian, of SHA-256 over the ASCII text <c>fundledger-sample-1|SEED|n</c>, with n from 1.</remarks>
public sealed class SeededNumbers(string seed)
{
    /// <summary>Stands in every number's text; another way of drawing gets the next one, and samples say which they were drawn by.</summary>
    public const int Algorithm = 1;

    private ulong drawn;

    /// <summary>A number from 0 up to and without <paramref name="most"/>, each as likely as the others: those that would favour some are passed over.</summary>
    public long Below(long most)
    {
        Invariant.Holds(most > 0);
        var uneven = (ulong.MaxValue % (ulong)most + 1) % (ulong)most;
        while (true)
        {
            var number = Next();
            if (number <= ulong.MaxValue - uneven) return (long)(number % (ulong)most);
        }
    }

    private ulong Next()
    {
        drawn++;
        var text = string.Create(CultureInfo.InvariantCulture, $"fundledger-sample-{Algorithm}|{seed}|{drawn}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
