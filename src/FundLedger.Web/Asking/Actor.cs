using System.Security.Cryptography;
using System.Text;
using FundLedger.Storage;

namespace FundLedger.Web.Asking;

/// <summary>Who acts: until people sign in, an opaque id for the operating system's user, the same in these books and meaningless elsewhere.</summary>
public sealed record Actor(string Id)
{
    internal static Actor OfSystemUser(LedgerIdentity ledger, string userName) =>
        new("os-" + Convert.ToHexStringLower(HMACSHA256.HashData(ledger.Secret, Encoding.UTF8.GetBytes("os-user:" + userName)))[..16]);
}
