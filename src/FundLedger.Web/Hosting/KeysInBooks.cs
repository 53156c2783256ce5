using System.Xml.Linq;
using FundLedger.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace FundLedger.Web.Hosting;

/// <summary>Keys for cookies and form tokens, kept in the books: a restart keeps them, and what one node protected the others can read.</summary>
internal sealed class KeysInBooks(Database database) : IXmlRepository
{
    private const string Host = "host"; // stands where a person's id would stand

    private readonly List<XElement> unstored = []; // over books that are only read: these end with the process
    private int known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = database.ReadAsync(ProtectionKeys.ListAsync).GetAwaiter().GetResult();
        known = elements.Count;
        return [.. elements.Select(XElement.Parse), .. unstored];
    }

    /// <summary>Of nodes that find at once that a key is needed, the first makes it and the others use that one: they all ask to store the one after those they know.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        if (!database.IsWriting)
        {
            unstored.Add(element);
            return;
        }

        var key = element.Name == "key" ? $"protection-key/{known + 1}" : $"protection-key/{friendlyName}";
        var text = element.ToString(SaveOptions.DisableFormatting);
        ProtectionKeys.StoreAsync(database, new Asked(key, Host), friendlyName, text).GetAwaiter().GetResult().Expect();
    }
}

internal static class KeysOfTheHost
{
    internal static void AddKeysInBooks(this IServiceCollection services, Database database)
    {
        services.AddDataProtection().SetApplicationName("FundLedger"); // by default it is the folder of the program, which may be another one on each node
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new KeysInBooks(database), new NullXmlEncryptor()));
    }
}
